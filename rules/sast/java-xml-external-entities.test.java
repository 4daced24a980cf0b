import java.io.InputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.dom4j.io.SAXReader;
import org.w3c.dom.Document;
import org.xml.sax.helpers.DefaultHandler;

class Invoices {
    Document dom(InputStream in) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        // ruleid: java-xml-external-entities
        DocumentBuilder builder = factory.newDocumentBuilder();
        return builder.parse(in);
    }

    void sax(InputStream in, DefaultHandler handler) throws Exception {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        // ruleid: java-xml-external-entities
        SAXParser parser = factory.newSAXParser();
        parser.parse(in, handler);
    }

    XMLStreamReader stax(InputStream in) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        // ruleid: java-xml-external-entities
        return factory.createXMLStreamReader(in);
    }

    Object dom4j(InputStream in) throws Exception {
        // ruleid: java-xml-external-entities
        return new SAXReader().read(in);
    }

    Document noDoctype(InputStream in) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        // ok: java-xml-external-entities
        return factory.newDocumentBuilder().parse(in);
    }

    Document made() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        // ok: java-xml-external-entities
        return factory.newDocumentBuilder().newDocument();
    }

    XMLStreamReader noDtd(InputStream in) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        // ok: java-xml-external-entities
        return factory.createXMLStreamReader(in);
    }

    Document hardenedElsewhere(InputStream in) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        Hardening.apply(factory);
        // ok: java-xml-external-entities
        return factory.newDocumentBuilder().parse(in);
    }
}
