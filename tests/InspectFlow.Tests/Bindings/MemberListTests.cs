using System.Reflection;
using OpenCvSharp;
using Shouldly;
using TorchSharp;
using Xunit;

namespace InspectFlow.Tests.Bindings;

public sealed class MemberListTests
{
    private static readonly Assembly[] Bindings = [typeof(torch).Assembly, typeof(Mat).Assembly];

    // The published packages know nothing of our native library.
    private static readonly bool IsSystem = typeof(torch).Assembly.GetType("TorchSharp.Interop.Native") is not null;

    [SkippableFact]
    public void The_committed_list_names_every_member_of_the_bindings()
    {
        Skip.IfNot(IsSystem, "the published packages stand behind the bindings");
        var actual = MemberList.Of(Bindings);
        if (string.Equals(Environment.GetEnvironmentVariable("INSPECTFLOW_WRITE_MEMBERS"), "1", StringComparison.Ordinal))
            File.WriteAllLines(ListPath(), actual);

        var listed = File.ReadAllLines(ListPath());

        actual.Except(listed, StringComparer.Ordinal).ShouldBeEmpty("members that the list lacks: run the tests with INSPECTFLOW_WRITE_MEMBERS=1");
        listed.Except(actual, StringComparer.Ordinal).ShouldBeEmpty("members that are gone: run the tests with INSPECTFLOW_WRITE_MEMBERS=1");
    }

    [Fact]
    public void Every_listed_member_can_be_used_whoever_stands_behind_the_bindings() =>
        MemberList.Missing(File.ReadLines(ListPath()), Bindings).ShouldBeEmpty();

    [Fact]
    public void A_member_that_is_absent_is_reported_missing() =>
        MemberList.Missing(["TorchSharp.torch . static Void no_such_member()"], Bindings).ShouldHaveSingleItem();

    private static string ListPath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "InspectFlow.sln")))
                return Path.Combine(folder.FullName, "src", "Bindings", "members.txt");
        throw new DirectoryNotFoundException("InspectFlow.sln is in no folder above the tests.");
    }
}
