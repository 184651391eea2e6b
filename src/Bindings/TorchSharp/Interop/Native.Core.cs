using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

// Life of tensors, properties, making, random numbers, machine. One declaration for each function of native/torch/core.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial IntPtr ift_last_error();

    [LibraryImport(Library)]
    internal static partial IntPtr ift_version();

    [LibraryImport(Library)]
    internal static partial void ift_free(IntPtr t);

    [LibraryImport(Library)]
    internal static partial int ift_list_count(IntPtr tensors);

    [LibraryImport(Library)]
    internal static partial void ift_list_take(IntPtr tensors, IntPtr* handles);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int ift_dtype(torch.Tensor t);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long ift_ndim(torch.Tensor t);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long ift_numel(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial long ift_element_size(torch.Tensor t);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int ift_device_type(torch.Tensor t);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int ift_device_index(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial int ift_cudnn_allow_tf32();

    [LibraryImport(Library)]
    internal static partial Status ift_cudnn_set_allow_tf32([MarshalAs(UnmanagedType.Bool)] bool on);

    [LibraryImport(Library)]
    internal static partial int ift_is_contiguous(torch.Tensor t);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int ift_requires_grad(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial void ift_sizes(torch.Tensor t, long* @out);

    [LibraryImport(Library)]
    internal static partial void ift_strides(torch.Tensor t, long* @out);

    [LibraryImport(Library)]
    internal static partial Status ift_size(torch.Tensor t, long dim, out long @out);

    [LibraryImport(Library)]
    internal static partial Status ift_data(torch.Tensor t, out IntPtr @out);

    [LibraryImport(Library)]
    internal static partial Status ift_set_requires_grad(torch.Tensor t, Flag on);

    [LibraryImport(Library)]
    [return: MarshalUsing(typeof(OptionalTensorMarshaller))]
    internal static partial torch.Tensor? ift_grad(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_set_grad(torch.Tensor t, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? grad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_to(torch.Tensor t, TypeCode dtype, int deviceKind, int deviceIndex, Flag copy, Flag nonBlocking);

    [LibraryImport(Library)]
    internal static partial Status ift_copy_(torch.Tensor t, torch.Tensor source, Flag nonBlocking);

    [LibraryImport(Library)]
    internal static partial Status ift_set_(torch.Tensor t, torch.Tensor source);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_zeros(ReadOnlySpan<long> size, int n, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_ones(ReadOnlySpan<long> size, int n, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_empty(ReadOnlySpan<long> size, int n, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_full(ReadOnlySpan<long> size, int n, Scalar? value, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_rand(ReadOnlySpan<long> size, int n, IntPtr g, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_randn(ReadOnlySpan<long> size, int n, IntPtr g, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_arange(Scalar? start, Scalar? stop, Scalar? step, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_like(torch.Tensor t, int kind, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_copy_of(IntPtr data, ReadOnlySpan<long> size, int n, int dataType, TypeCode dtype, int dk, int di, Flag requiresGrad);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_view_of(IntPtr data, ReadOnlySpan<long> size, int n, int dataType, TypeCode dtype, int dk, int di, Flag requiresGrad, delegate* unmanaged<IntPtr, void> release, IntPtr context);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_generator(ulong seed, int dk, int di);

    [LibraryImport(Library)]
    internal static partial void ift_generator_free(IntPtr g);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_generator_state(IntPtr g);

    [LibraryImport(Library)]
    internal static partial Status ift_generator_set_state(IntPtr g, torch.Tensor state);

    [LibraryImport(Library)]
    internal static partial Status ift_uniform_(torch.Tensor t, double from, double to, IntPtr g);

    [LibraryImport(Library)]
    internal static partial int ift_get_num_threads();

    [LibraryImport(Library)]
    internal static partial Status ift_set_num_threads(int n);

    [LibraryImport(Library)]
    internal static partial Status ift_set_num_interop_threads(int n);

    [LibraryImport(Library)]
    internal static partial int ift_cuda_device_count();
}
