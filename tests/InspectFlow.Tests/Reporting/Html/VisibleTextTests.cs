using InspectFlow.Reporting.Html;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Html;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("Prüfling_Δ部品 🔩.png", "Prüfling_Δ部品 🔩.png")]
    [InlineData("two\nlines\r\t\0", "two␊lines␍␉␀")]
    [InlineData("del\u007F", "del␡")]
    [InlineData("a\u202Egnp.exe", "a[U+202E]gnp.exe")]
    [InlineData("a\u2028b\u0085", "a[U+2028]b[U+0085]")]
    [InlineData("<b>=&\"'", "<b>=&\"'")]
    public void Hidden_characters_become_visible_and_all_others_stay(string name, string shown) => VisibleText.Of(name).ShouldBe(shown);
}
