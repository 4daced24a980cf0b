using System.Xml;

class Invoices
{
    public XmlDocument Load(string path)
    {
        var document = new XmlDocument();
        // ruleid: csharp-xml-external-entities
        document.XmlResolver = new XmlUrlResolver();
        document.Load(path);
        return document;
    }

    public XmlReader Read(string path)
    {
        // ruleid: csharp-xml-external-entities
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse };
        return XmlReader.Create(path, settings);
    }

    public void Loosen(XmlReaderSettings settings)
    {
        // ruleid: csharp-xml-external-entities
        settings.DtdProcessing = DtdProcessing.Parse;
    }

    public void Tighten(XmlReaderSettings settings)
    {
        // ok: csharp-xml-external-entities
        settings.DtdProcessing = DtdProcessing.Prohibit;
        // ok: csharp-xml-external-entities
        settings.XmlResolver = null;
    }

    public XmlDocument Plain(string path)
    {
        // ok: csharp-xml-external-entities
        var document = new XmlDocument();
        document.Load(path);
        return document;
    }
}
