using System.Text.RegularExpressions;

namespace TrailOps.Trails;

/// <summary>
/// Kinds of resources that have data events:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html#logging-data-events. There are more every year, so this list is for
/// completion alone.
/// </summary>
internal static partial class DataEventTypes
{
    public const string S3Object = "AWS::S3::Object";
    public const string DynamoDBTable = "AWS::DynamoDB::Table";
    public const string LambdaFunction = "AWS::Lambda::Function";

    public static IReadOnlyList<string> Known { get; } =
    [
        "AWS::AppConfig::Configuration", "AWS::AppSync::GraphQLApi", "AWS::B2BI::Transformer", "AWS::Bedrock::AgentAlias", "AWS::Bedrock::FlowAlias", "AWS::Bedrock::Guardrail",
        "AWS::Bedrock::KnowledgeBase", "AWS::Bedrock::Model", "AWS::Cassandra::Table", "AWS::CloudFront::KeyValueStore", "AWS::CloudTrail::Channel", "AWS::CloudWatch::Metric",
        "AWS::CodeWhisperer::Customization", "AWS::CodeWhisperer::Profile", "AWS::Cognito::IdentityPool", "AWS::DynamoDB::Stream", DynamoDBTable, "AWS::EC2::Snapshot",
        "AWS::EMRWAL::Workspace", "AWS::FinSpace::Environment", "AWS::Glue::Table", "AWS::GuardDuty::Detector", "AWS::IoTTwinMaker::Entity", "AWS::IoTTwinMaker::Workspace",
        "AWS::KendraRanking::ExecutionPlan", "AWS::Kinesis::Stream", "AWS::Kinesis::StreamConsumer", "AWS::KinesisVideo::Stream", LambdaFunction, "AWS::ManagedBlockchain::Network",
        "AWS::ManagedBlockchain::Node", "AWS::MedicalImaging::Datastore", "AWS::NeptuneGraph::Graph", "AWS::PCAConnectorAD::Connector", "AWS::QBusiness::Application",
        "AWS::QBusiness::DataSource", "AWS::QBusiness::Index", "AWS::QBusiness::WebExperience", "AWS::RDS::DBCluster", "AWS::S3::AccessPoint", S3Object, "AWS::S3Express::Object",
        "AWS::S3ObjectLambda::AccessPoint", "AWS::S3Outposts::Object", "AWS::SageMaker::Endpoint", "AWS::SageMaker::ExperimentTrialComponent", "AWS::SageMaker::FeatureGroup",
        "AWS::SCN::Instance", "AWS::ServiceDiscovery::Namespace", "AWS::ServiceDiscovery::Service", "AWS::SNS::PlatformEndpoint", "AWS::SNS::Topic", "AWS::SQS::Queue",
        "AWS::SSMMessages::ControlChannel", "AWS::StepFunctions::StateMachine", "AWS::SWF::Domain", "AWS::ThinClient::Device", "AWS::ThinClient::Environment",
        "AWS::Timestream::Database", "AWS::Timestream::Table", "AWS::VerifiedPermissions::PolicyStore",
    ];

    /// <summary>The type as CloudTrail writes it; null where the text can be none.</summary>
    public static string? Read(string text) => Known.FirstOrDefault(type => type.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? (Type().IsMatch(text) ? text : null);

    [GeneratedRegex(@"^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Type();
}
