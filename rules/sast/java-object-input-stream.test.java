import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.net.Socket;
import java.util.Base64;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

class Carts {
    Object posted(HttpServletRequest request) throws Exception {
        // ruleid: java-object-input-stream
        return new ObjectInputStream(request.getInputStream()).readObject();
    }

    Object fromCookie(Cookie cookie) throws Exception {
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(cookie.getValue())))) {
            // ruleid: java-object-input-stream
            return in.readObject();
        }
    }

    Object fromPeer(Socket socket) throws Exception {
        ObjectInputStream in = new ObjectInputStream(socket.getInputStream());
        // ruleid: java-object-input-stream
        return in.readObject();
    }

    Object filtered(Socket socket) throws Exception {
        ObjectInputStream in = new ObjectInputStream(socket.getInputStream());
        in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("shop.Cart;!*"));
        // ok: java-object-input-stream
        return in.readObject();
    }

    Object ownFile(String path) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new FileInputStream(path))) {
            // ok: java-object-input-stream
            return in.readObject();
        }
    }

    int number(Socket socket) throws Exception {
        ObjectInputStream in = new ObjectInputStream(socket.getInputStream());
        // ok: java-object-input-stream
        return in.readInt();
    }
}
