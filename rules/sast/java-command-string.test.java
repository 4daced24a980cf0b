import java.util.Arrays;

class Thumbnails {
    static final String CLEANUP = "rm -rf /var/cache/" + "thumbnails";

    Process convert(String name) throws Exception {
        // ruleid: java-command-string
        return Runtime.getRuntime().exec("convert " + name + " out.png");
    }

    Process formatted(Runtime runtime, String host) throws Exception {
        // ruleid: java-command-string
        return runtime.exec(String.format("ping -c 1 %s", host));
    }

    Process shell(String pattern) throws Exception {
        // ruleid: java-command-string
        return new ProcessBuilder("sh", "-c", "grep " + pattern + " *.log").start();
    }

    Process windows(String command) throws Exception {
        // ruleid: java-command-string
        return Runtime.getRuntime().exec(new String[] {"cmd.exe", "/c", command});
    }

    Process listed(String command) throws Exception {
        // ruleid: java-command-string
        return new ProcessBuilder(Arrays.asList("/bin/bash", "-c", command)).start();
    }

    Process words(String name) throws Exception {
        // ok: java-command-string
        return new ProcessBuilder("convert", name, "out.png").start();
    }

    Process constant() throws Exception {
        // ok: java-command-string
        return Runtime.getRuntime().exec(CLEANUP);
    }

    Process fixedShell() throws Exception {
        // ok: java-command-string
        return new ProcessBuilder("sh", "-c", "ulimit -n && date").start();
    }

    Process array(String name) throws Exception {
        // ok: java-command-string
        return Runtime.getRuntime().exec(new String[] {"convert", name, "out.png"});
    }
}
