namespace TrailOps.Trails;

/// <summary>What stands in an ARN for a trail's own partition, region and account until the trail is known: CloudFormation's names for them, which people know and no ARN has.</summary>
internal static class PseudoParameter
{
    public const string Partition = "${AWS::Partition}";
    public const string Region = "${AWS::Region}";
    public const string AccountId = "${AWS::AccountId}";
}
