using InspectFlow.Model;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Model.Features;

public sealed class PixelAreaTests
{
    [Theory]
    [InlineData(0, 32, 8, 0, 4)]
    [InlineData(1, 31, 8, 1, 3)]
    [InlineData(8, 9, 8, 1, 1)]
    [InlineData(7, 10, 8, 1, 1)]
    [InlineData(3, 20, 2, 2, 9)]
    public void The_cells_of_an_area_are_those_wholly_inside(int start, int length, int stride, int first, int count)
    {
        new PixelArea(start, start, length, length).Cells(stride).ShouldBe(new PixelArea(first, first, count, count));
        new PixelArea(0, start, stride, length).Cells(stride).ShouldBe(new PixelArea(0, first, 1, count));
    }

    [Theory]
    [InlineData(1, 6, 8, 0)]
    [InlineData(9, 13, 8, 1)]
    [InlineData(12, 8, 8, 2)]
    public void An_area_that_holds_no_whole_cell_has_the_one_of_its_middle(int start, int length, int stride, int cell) =>
        new PixelArea(start, start, length, length).Cells(stride).ShouldBe(new PixelArea(cell, cell, 1, 1));
}
