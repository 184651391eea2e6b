using Shouldly;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Bindings.Torch;

public sealed class ModuleTests
{
    [Fact]
    public void Components_are_named_by_their_fields()
    {
        using var net = new Net();

        net.named_parameters().Select(p => p.name).ShouldBe(["scale", "first.weight", "first.bias", "rest.0.0.weight", "rest.0.0.bias", "rest.1.weight", "rest.1.bias"]);
        net.named_buffers().Select(b => b.name).ShouldBe(["shift"]);
        net.named_children().Select(c => c.name).ShouldBe(["first", "rest"]);
        net.state_dict().Keys.ShouldBe(["scale", "first.weight", "first.bias", "rest.0.0.weight", "rest.0.0.bias", "rest.1.weight", "rest.1.bias", "shift"], ignoreOrder: true);
    }

    [Fact]
    public void A_moved_module_works_in_the_new_element_type()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var x = randn([1, 2, 4, 4]);
        var before = net.call(x);

        net.to(ScalarType.Float64);

        net.parameters().ShouldAllBe(p => p.dtype == ScalarType.Float64 && p.requires_grad);
        net.call(x.to(ScalarType.Float64)).to(ScalarType.Float32).allclose(before, atol: 1e-5).ShouldBeTrue();
    }

    [Fact]
    public void A_saved_module_is_read_back()
    {
        using var scope = NewDisposeScope();
        using var source = new Net();
        using var target = new Net();
        using var stream = new MemoryStream();
        source.save(new BinaryWriter(stream));
        stream.Position = 0;

        target.load(new BinaryReader(stream));

        target.get_parameter("rest.0.0.weight")!.Equals(source.get_parameter("rest.0.0.weight")!).ShouldBeTrue();
    }

    [Fact]
    public void A_disposed_module_leaves_no_tensor_behind()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        new Net().Dispose();

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void Training_mode_reaches_every_module()
    {
        using var net = new Net();

        net.eval();
        net.modules().ShouldAllBe(m => !m.training);
        net.train();

        net.modules().ShouldAllBe(m => m.training);
    }

    [Fact]
    public void Names_can_be_used_once_and_hold_no_dot()
    {
        using var net = new Net();
        using var other = nn.SiLU();

        Should.Throw<InvalidOperationException>(() => net.register_module("first", other));
        Should.Throw<ArgumentException>(() => net.register_module("a.b", other));
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d first = nn.Conv2d(2, 3, 3, padding: 1);
        private readonly Parameter scale = nn.Parameter(ones(1, 3, 1, 1));
        private readonly Tensor shift = zeros(1, 3, 1, 1);
        private readonly ModuleList<nn.Module<Tensor, Tensor>> rest = nn.ModuleList<nn.Module<Tensor, Tensor>>(nn.Sequential(nn.Conv2d(3, 3, 1), nn.SiLU()), nn.Linear(4, 5));

        public Net()
            : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var y = (first.call(x) + shift) * scale;
            foreach (var module in rest)
                y = module.call(y);
            return y.MoveToOuterDisposeScope();
        }
    }
}
