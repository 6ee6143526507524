using System.Runtime.InteropServices;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Named pipes: files whose reader waits until somebody writes.</summary>
internal static partial class Fifo
{
    private const uint OwnerReadsAndWrites = 0x180;

    public static void Make(string path)
    {
        if (MakeFifo(path, OwnerReadsAndWrites) != 0)
        {
            throw new IOException($"mkfifo {path}: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeFifo(string path, uint mode);
}
