using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>The text that terraform fmt leaves alone, and from which the provider makes the same document. Both were tried with Terraform itself.</summary>
public class TerraformTextTests
{
    [Fact]
    public void A_document_is_this_text() => Assert.Equal(
        """
        data "aws_iam_policy_document" "deployer" {
          policy_id = "example"
          version   = "2008-10-17"

          statement {
            sid       = "Pass"
            effect    = "Allow"
            actions   = ["iam:PassRole"]
            resources = ["arn:aws:iam::123456789012:role/a"]

            condition {
              test     = "StringEquals"
              variable = "aws:RequestedRegion"
              values = [
                "eu-central-1",
                "eu-west-1",
              ]
            }

            condition {
              test     = "StringEquals"
              variable = "iam:PassedToService"
              values   = ["ec2.amazonaws.com"]
            }
          }

          statement {
            effect = "Deny"
            not_actions = [
              "s3:Get*",
              "s3:List*",
            ]
            not_resources = ["*"]
          }
        }

        """.ReplaceLineEndings("\n"),
        Write(
            """
            {
              "Version": "2008-10-17",
              "Id": "example",
              "Statement": [
                {
                  "Sid": "Pass", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::123456789012:role/a",
                  "Condition": { "StringEquals": { "iam:PassedToService": "ec2.amazonaws.com", "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } }
                },
                { "Effect": "Deny", "NotAction": ["s3:Get*", "s3:List*"], "NotResource": "*" }
              ]
            }
            """));

    [Fact]
    public void The_usual_version_goes_without_saying() => Assert.Equal(
        """
        data "aws_iam_policy_document" "deployer" {
          statement {
            effect    = "Allow"
            actions   = ["*"]
            resources = ["*"]
          }
        }

        """.ReplaceLineEndings("\n"),
        Write("""{"Version":"2012-10-17","Statement":{"Sid":"","Effect":"Allow","Action":"*","Resource":"*"}}"""));

    [Theory]
    [InlineData("2012-10-17", "${aws:username}", "&{aws:username}")]
    [InlineData("2012-10-17", "$${a}", "$&{a}")]
    [InlineData("2008-10-17", "${aws:username}", "$${aws:username}")]
    [InlineData("2008-10-17", "$${a}", "$$${a}")]
    [InlineData("2012-10-17", "100%{x}%$", "100%%{x}%$")]
    [InlineData("2012-10-17", "\\\"\\\\\\n\\t\\r\\u0001é", "\\\"\\\\\\n\\t\\r\\u0001é")]
    [InlineData("2012-10-17", "&<'>", "&<'>")]
    public void Texts_are_quoted(string version, string json, string quoted)
    {
        var text = Write($"{{\"Version\":\"{version}\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::{json}\"}}}}");
        Assert.Contains($"    resources = [\"arn:aws:s3:::{quoted}\"]\n", text, StringComparison.Ordinal);
        text = Write($"{{\"Version\":\"{version}\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{{\"StringLike\":{{\"a:b\":\"{json}\"}}}}}}}}");
        Assert.Contains($"      values   = [\"{quoted}\"]\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_provider_replaces_nothing_variables_are_escaped() => Assert.Contains(
        "      variable = \"aws:PrincipalTag/$${a}&{b}\"\n",
        Write("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:PrincipalTag/${a}&{b}":"c"}}}}"""),
        StringComparison.Ordinal);

    [Fact]
    public void What_the_provider_would_take_for_a_variable_goes_in_as_JSON() => Assert.Equal(
        """
        data "aws_iam_policy_document" "deployer" {
          source_policy_documents = ["{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"*\"],\"Resource\":\"arn:aws:s3:::&{a}/$${b}\"}]}"]
          version                 = "2008-10-17"
        }

        """.ReplaceLineEndings("\n"),
        Write("""{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::&{a}/${b}"}}"""));

    [Theory]
    [InlineData("deployer-eu_1", "deployer-eu_1")]
    [InlineData("Rôle @x", "R_le__x")]
    [InlineData("1st", "_1st")]
    [InlineData("-a", "_-a")]
    [InlineData("", "_")]
    public void A_name_becomes_one_of_Terraform(string name, string identifier) => Assert.StartsWith(
        $"data \"aws_iam_policy_document\" \"{identifier}\" {{\n",
        TerraformText.Write(PolicyDocument.Parse("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""), name),
        StringComparison.Ordinal);

    private static string Write(string json) => TerraformText.Write(PolicyDocument.Parse(json), "deployer");
}
