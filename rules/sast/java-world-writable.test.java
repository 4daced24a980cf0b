import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

class Spool {
    void open(File file) {
        // ruleid: java-world-writable
        file.setWritable(true, false);
    }

    void mode(Path path) throws Exception {
        // ruleid: java-world-writable
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    void added(Set<PosixFilePermission> permissions) {
        // ruleid: java-world-writable
        permissions.add(PosixFilePermission.OTHERS_WRITE);
    }

    void own(File file) {
        // ok: java-world-writable
        file.setWritable(true, true);
    }

    void readable(Path path) throws Exception {
        // ok: java-world-writable
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }

    boolean asked(Set<PosixFilePermission> permissions) {
        // ok: java-world-writable
        return permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    Set<PosixFilePermission> owner() {
        // ok: java-world-writable
        return EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
