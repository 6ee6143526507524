using System.Xml;

namespace Amazon.IdentityManagement.Query;

/// <summary>A structure whose type is known only when it is met: the requests and responses of operations.</summary>
internal interface IQueryStructure
{
    /// <summary>Adds the members of a structure of this kind to the form.</summary>
    void WriteObject(IDictionary<string, string> form, object value);

    /// <summary>A structure of this kind with nothing set.</summary>
    object NewObject();

    /// <summary>Reads the children of the element that the reader stands on into a structure of this kind.</summary>
    void ReadObject(XmlReader reader, object value);
}
