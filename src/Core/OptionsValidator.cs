using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace InspectFlow;

/// <summary>
/// Checks an options record and every options record inside it against their data annotations and, where a record
/// implements <see cref="IValidatableObject"/>, its own rules. Finds all faults before it says anything.
/// </summary>
public static class OptionsValidator
{
    /// <summary>Collects every fault of <paramref name="options"/>.</summary>
    /// <param name="options">The record to check.</param>
    /// <param name="path">The JSON path of the record itself.</param>
    /// <returns>The faults, in the order of the members; empty when there are none.</returns>
    public static IReadOnlyList<OptionsError> Check(object options, string path = "$")
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<OptionsError>();
        Collect(options, path, errors);

        // Two rules can fail at one place, as a size that is neither positive nor a multiple; the first says enough.
        return [.. errors.DistinctBy(e => e.Path, StringComparer.Ordinal)];
    }

    /// <summary>Throws when <paramref name="options"/> has a fault.</summary>
    /// <param name="options">The record to check.</param>
    /// <param name="source">The file or object that holds it, named in the exception.</param>
    /// <exception cref="OptionsException">At least one member is not usable.</exception>
    public static void Validate(object options, string source)
    {
        var errors = Check(options);
        if (errors.Count > 0)
        {
            throw new OptionsException(source, errors);
        }
    }

    private static void Collect(object options, string path, List<OptionsError> errors)
    {
        var results = new List<ValidationResult>();
        var context = new ValidationContext(options);
        if (!Validator.TryValidateObject(options, context, results, validateAllProperties: true) &&
            options is IValidatableObject rules)
        {
            // The framework leaves a record's own rules out once an attribute has failed; a person wants to hear all at once.
            results.AddRange(rules.Validate(context).Where(r => !results.Exists(known => Same(known, r))));
        }

        foreach (var result in results)
        {
            var members = result.MemberNames.DefaultIfEmpty(string.Empty);
            errors.AddRange(members.Select(m => new OptionsError(Join(path, m), result.ErrorMessage ?? "is not valid")));
        }

        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && property.GetValue(options) is { } value)
            {
                Descend(value, Join(path, property.Name), errors);
            }
        }
    }

    private static bool Same(ValidationResult a, ValidationResult b) =>
        string.Equals(a.ErrorMessage, b.ErrorMessage, StringComparison.Ordinal) && a.MemberNames.SequenceEqual(b.MemberNames, StringComparer.Ordinal);

    private static void Descend(object value, string path, List<OptionsError> errors)
    {
        if (value is string)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            var index = 0;
            foreach (var item in items)
            {
                if (item is not null)
                {
                    Descend(item, $"{path}[{index}]", errors);
                }

                index++;
            }
        }
        else if (value.GetType() is { IsClass: true } type &&
            type.Namespace?.StartsWith(nameof(InspectFlow), StringComparison.Ordinal) == true)
        {
            Collect(value, path, errors);
        }
    }

    private static string Join(string path, string member) =>
        member.Length == 0 ? path : $"{path}.{JsonNamingPolicy.CamelCase.ConvertName(member)}";
}
