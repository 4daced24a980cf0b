import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.security.AnyTypePermission;
import java.beans.XMLDecoder;
import java.io.InputStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class Importer {
    Object beans(InputStream in) {
        // ruleid: java-unsafe-unmarshal
        return new XMLDecoder(in).readObject();
    }

    Object yaml(InputStream in) {
        Yaml yaml = new Yaml();
        // ruleid: java-unsafe-unmarshal
        return yaml.load(in);
    }

    ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        // ruleid: java-unsafe-unmarshal
        mapper.enableDefaultTyping();
        return mapper;
    }

    XStream xstream() {
        XStream xstream = new XStream();
        // ruleid: java-unsafe-unmarshal
        xstream.addPermission(AnyTypePermission.ANY);
        return xstream;
    }

    Object safeYaml(InputStream in) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        // ok: java-unsafe-unmarshal
        return yaml.load(in);
    }

    Object ownDefaults() {
        // ok: java-unsafe-unmarshal
        return new Yaml().load(Importer.class.getResourceAsStream("/defaults.yaml"));
    }

    ObjectMapper narrow() {
        ObjectMapper mapper = new ObjectMapper();
        // ok: java-unsafe-unmarshal
        mapper.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfSubType("shop.").build());
        return mapper;
    }

    XStream listed() {
        XStream xstream = new XStream();
        // ok: java-unsafe-unmarshal
        xstream.allowTypes(new Class[] {Importer.class});
        return xstream;
    }
}
