namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, int right) => left.add(right);

        public static Tensor operator +(Tensor left, double right) => left.add(right);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(double left, Tensor right) => From(right.neg(), static (negated, value) => negated.add(value), left);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, int right) => left.mul(right);

        public static Tensor operator /(Tensor left, double right) => left.div(right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        // The intermediate result is freed at once, rather than when its scope ends.
        private static Tensor From(Tensor intermediate, Func<Tensor, Scalar, Tensor> finish, Scalar value)
        {
            using (intermediate)
                return finish(intermediate, value);
        }
    }
}
