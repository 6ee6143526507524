using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace TrailOps.Cmdlets;

/// <summary>The members of objects as PowerShell has them: custom objects, hashtables, and whatever has properties.</summary>
internal static class ObjectMembers
{
    /// <summary>The object itself: without the wrapper that PowerShell puts around it, unless the wrapper is all there is.</summary>
    public static object? Unwrap(object? item) => item switch
    {
        null => null,
        _ when ReferenceEquals(item, AutomationNull.Value) => null,
        PSObject { BaseObject: not PSCustomObject } wrapped => wrapped.BaseObject,
        _ => item,
    };

    /// <summary>Whether it is made of members and nothing else: a custom object or a hashtable, of whatever kind.</summary>
    public static bool AreAllOf(object? value) => value is IDictionary or PSObject { BaseObject: PSCustomObject };

    /// <summary>The elements of a collection; null where it is none.</summary>
    public static IEnumerable? Elements(object? value) => value is null or string or IDictionary ? null : LanguagePrimitives.GetEnumerable(value);

    /// <summary>The members of a custom object or a hashtable, in their order.</summary>
    public static List<KeyValuePair<string, object?>> Of(object value)
    {
        var members = new List<KeyValuePair<string, object?>>();
        if (value is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                members.Add(new(NameOf(entry.Key), entry.Value));
            }
        }
        else
        {
            // Only values that are there: other kinds of properties run somebody's code. What Import-Clixml and jobs make of an object has no code, and plain properties.
            var properties = PSObject.AsPSObject(value).Properties.Where(property => property is PSNoteProperty || (property is PSProperty && value is PSObject { BaseObject: PSCustomObject }));
            members.AddRange(properties.Select(property => new KeyValuePair<string, object?>(property.Name, property.Value)));
        }

        return members;
    }

    /// <summary>A member's value, its name compared without case; null where there is none.</summary>
    public static object? Find(object value, string name)
    {
        if (value is IDictionary dictionary)
        {
            var members = Of(dictionary);
            var found = members.Find(member => member.Key == name);
            return Unwrap((found.Key is null ? members.Find(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) : found).Value);
        }

        try
        {
            return Unwrap(PSObject.AsPSObject(value).Properties[name]?.Value);
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    /// <summary>The names in an argument: texts as they are, of objects the first of these members that is a text.</summary>
    /// <param name="argument">One, or many.</param>
    /// <param name="remedy">What to give where there is no name.</param>
    /// <param name="names">The members.</param>
    /// <exception cref="ArgumentTransformationMetadataException">There is an object without one.</exception>
    public static string[]? NamesIn(object? argument, string remedy, params string[] names)
    {
        return Unwrap(argument) switch
        {
            null => null,
            IEnumerable many and not string and not IDictionary => [.. many.Cast<object?>().Select(NameIn)],
            var one => [NameIn(one)],
        };

        string NameIn(object? item)
        {
            var value = Unwrap(item);
            return value as string
                ?? (value is null ? null : names.Select(name => Find(value, name) as string).FirstOrDefault(text => !string.IsNullOrEmpty(text)))
                ?? throw new ArgumentTransformationMetadataException($"'{value}' {remedy}");
        }
    }

    private static string NameOf(object key) => Convert.ToString(Unwrap(key), CultureInfo.InvariantCulture) ?? "";
}
