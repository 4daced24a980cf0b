using System.Diagnostics;

class Jobs
{
    public void Search(string pattern)
    {
        // ruleid: csharp-command-string
        Process.Start("cmd.exe", "/c findstr " + pattern + " *.log");
    }

    public void Ping(string host)
    {
        // ruleid: csharp-command-string
        Process.Start("/bin/bash", $"-c \"ping -c 1 {host}\"");
    }

    public ProcessStartInfo Info(string name)
    {
        // ruleid: csharp-command-string
        return new ProcessStartInfo("powershell", "-Command Get-Item " + name);
    }

    public void Program(string name)
    {
        // ok: csharp-command-string
        Process.Start("convert", name);
    }

    public void Fixed()
    {
        // ok: csharp-command-string
        Process.Start("cmd.exe", "/c dir");
    }

    public void Words(string name)
    {
        // ok: csharp-command-string
        var info = new ProcessStartInfo("grep");
        info.ArgumentList.Add(name);
        Process.Start(info);
    }
}
