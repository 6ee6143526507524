using System.Xml;

namespace Amazon.IdentityManagement.Query;

/// <summary>Reading an element's children, whatever stands between them.</summary>
internal static class XmlReaderExtensions
{
    /// <summary>Hands each child element of the element that the reader stands on over, and leaves the reader behind the element.</summary>
    /// <param name="reader">Stands on the start of an element.</param>
    /// <param name="readChild">Reads one child, and leaves the reader behind it.</param>
    public static void ReadChildren(this XmlReader reader, Action<XmlReader> readChild)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        reader.ReadStartElement();
        while (true)
        {
            switch (reader.MoveToContent())
            {
                case XmlNodeType.Element:
                    readChild(reader);
                    break;
                case XmlNodeType.EndElement:
                    reader.ReadEndElement();
                    return;
                case XmlNodeType.None:
                    throw new XmlException("The document ends inside of an element.");
                default:
                    // Text between elements says nothing.
                    reader.Read();
                    break;
            }
        }
    }
}
