/* kernels.c — chooses the kernels that a machine can run, see kernels.h. */
#include "lang/kernels.h"

const struct kernels *const *kernels_available(const struct kernels *list[4])
{
    int count = 0;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vnni"))
        list[count++] = &KERNELS_AVX512;
    if (__builtin_cpu_supports("avx2"))
        list[count++] = &KERNELS_AVX2;
#elif defined(__aarch64__)
    list[count++] = &KERNELS_NEON;
#endif
    list[count++] = &KERNELS_PORTABLE;
    list[count] = 0;
    return list;
}

const struct kernels *kernels_best(void)
{
    const struct kernels *list[4];
    return kernels_available(list)[0];
}
