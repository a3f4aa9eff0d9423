using System.Globalization;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// The folder of the generations: <c>gen-1</c>, <c>gen-2</c>, … and the file <c>current</c> that names the one in use. The file is
/// replaced by a rename, so that after a crash it names either the old or the new one. Locked by one process at a time.
/// </summary>
internal sealed class GenerationFolder : IDisposable
{
    private const string Prefix = "gen-";

    private readonly string _path;
    private readonly FileStream _lock;

    public GenerationFolder(string path)
    {
        _path = Path.GetFullPath(path);
        _lock = Lock();
    }

    private string Pointer => Path.Combine(_path, "current");

    /// <summary>The generation in use, or null on the first start.</summary>
    public string? Current
    {
        get
        {
            var name = File.Exists(Pointer) ? File.ReadAllText(Pointer).Trim() : "";
            var folder = Path.Combine(_path, name);
            return NumberOf(folder) is not null && Directory.Exists(folder) ? folder : null;
        }
    }

    /// <summary>All generations, newest first.</summary>
    public IEnumerable<string> All() =>
        Directory.EnumerateDirectories(_path, Prefix + "*").Where(folder => NumberOf(folder) is not null).OrderByDescending(NumberOf);

    /// <summary>The path of the next generation, which does not exist yet.</summary>
    public string Next()
    {
        var last = Directory.EnumerateDirectories(_path).Select(folder => NumberOf(folder.Replace("broken-", ""))).Max() ?? 0;
        return Path.Combine(_path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{last + 1}"));
    }

    /// <summary>Makes a generation the one in use; durable when it returns.</summary>
    public void Use(string folder)
    {
        var fresh = Pointer + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Path.GetFileName(folder) + "\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, Pointer, overwrite: true);
    }

    /// <summary>Sets aside a generation that cannot be opened, for inspection; returns its new path.</summary>
    public string SetAside(string folder)
    {
        var aside = Path.Combine(_path, "broken-" + Path.GetFileName(folder));
        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        Directory.Move(folder, aside);
        return aside;
    }

    /// <summary>Removes what a crash left unfinished, and generations no longer in use.</summary>
    public void KeepOnly(string folder)
    {
        foreach (var other in All().Where(other => other != folder).ToList()) Directory.Delete(other, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    private FileStream Lock()
    {
        try
        {
            Directory.CreateDirectory(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException(
                $"The knowledge index folder '{_path}' cannot be created ({e.Message}). Set DATA_DIR to a folder that this process can "
                    + "write to.",
                e
            );
        }
        try
        {
            return new FileStream(Path.Combine(_path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CsrAgentException(
                $"The knowledge index folder '{_path}' is not writable. Give this process write permission, or set DATA_DIR to another "
                    + "folder.",
                e
            );
        }
        catch (IOException e)
        {
            throw new CsrAgentException(
                $"The knowledge index folder '{_path}' is in use by another process. Stop it, or give each process its own "
                    + "DATA_DIR.",
                e
            );
        }
    }

    private static int? NumberOf(string folder) =>
        Path.GetFileName(folder) is var name
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
