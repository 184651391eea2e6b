using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace InspectFlow.Tests.Bindings;

/// <summary>Writes the public surface of an assembly, one member a line, so that two assemblies can be compared as text.</summary>
public static class MemberList
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>Every public or protected member of the assemblies' public types, sorted ordinally.</summary>
    public static IReadOnlyList<string> Of(params Assembly[] assemblies) =>
        [.. assemblies.SelectMany(a => a.GetExportedTypes()).SelectMany(t => Lines(t, All | BindingFlags.DeclaredOnly)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>
    /// The listed members that source code could use and that the assemblies lack. Members may be inherited there, and be
    /// virtual or not; what types derive from is not compared.
    /// </summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> listed, params Assembly[] assemblies)
    {
        var present = assemblies.SelectMany(a => a.GetExportedTypes()).SelectMany(t => Lines(t, All)).Select(Usable).ToHashSet(StringComparer.Ordinal);
        return [.. listed.Where(line => line.Contains(" . ", StringComparison.Ordinal) && !present.Contains(Usable(line)))];
    }

    private static string Usable(string line) =>
        line.Replace("virtual ", "", StringComparison.Ordinal).Replace("abstract ", "", StringComparison.Ordinal).Replace("protected ", "", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(Type type, BindingFlags which)
    {
        var owner = Name(type);
        yield return $"{owner} : {Kind(type)}{Bases(type)}";
        foreach (var member in type.GetMembers(which))
        {
            var text = member switch
            {
                FieldInfo field when IsVisible(field) && !field.IsSpecialName => Field(field),
                ConstructorInfo constructor when IsVisible(constructor) && !constructor.IsStatic => "new" + Parameters(constructor),
                MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !string.Equals(method.Name, "Finalize", StringComparison.Ordinal) => Method(method),
                PropertyInfo property when Accessors(property).Any() => Property(property),
                EventInfo { AddMethod: { } add } @event when IsVisible(add) => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
                _ => null,
            };
            if (text is not null)
                yield return $"{owner} . {text}";
        }
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum " + Name(Enum.GetUnderlyingType(type)),
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum || type is { IsAbstract: true, IsSealed: true })
            return "";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces().Except(inherited).Where(i => i.IsPublic || i.IsNestedPublic);
        var bases = new[] { type.BaseType }.OfType<Type>().Where(b => b != typeof(object) && b != typeof(ValueType))
            .Concat(interfaces).Select(Name).Order(StringComparer.Ordinal).ToArray();
        return bases.Length == 0 ? "" : " of " + string.Join(", ", bases);
    }

    private static string Field(FieldInfo field)
    {
        var modifier = field.IsLiteral ? "const " : field.IsStatic ? "static " : "";
        var value = field.IsLiteral ? " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "";
        return $"{Access(field.IsPublic)}{modifier}{Name(field.FieldType)} {field.Name}{value}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "extension " : "";
        var modifier = method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
        return $"{Access(method.IsPublic)}{extension}{modifier}{Name(method.ReturnType)} {method.Name}{generic}{Parameters(method)}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = Accessors(property).ToArray();
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var text = string.Join(' ', accessors.Select(a => (a == property.GetMethod ? "get" : "set") + (a.IsPublic ? "" : " (protected)")));
        return $"{(accessors[0].IsStatic ? "static " : "")}{Name(property.PropertyType)} {name} {{ {text} }}";
    }

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) =>
        new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsVisible);

    private static string Parameters(MethodBase method) => $"({string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{modifier}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        Enum value => value.ToString(),
        bool value => value ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };

    private static string Access(bool isPublic) => isPublic ? "" : "protected ";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + $"[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer)
            return Name(type.GetElementType()!) + "*";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        var name = type.IsNested ? Name(type.DeclaringType!).Split('<')[0] + "." + type.Name : string.Equals(type.Namespace, "System", StringComparison.Ordinal) ? type.Name : type.FullName ?? type.Namespace + "." + type.Name;
        if (!type.IsGenericType)
            return name;
        var arguments = type.GetGenericArguments();
        return name.Split('`')[0] + $"<{string.Join(", ", arguments.Select(Name))}>";
    }
}
