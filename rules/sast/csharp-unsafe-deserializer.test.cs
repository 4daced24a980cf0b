using System.IO;
using System.Runtime.Serialization.Formatters.Binary;
using System.Text.Json;
using System.Web.UI;
using Newtonsoft.Json;

class Importer
{
    public object Binary(Stream stream)
    {
        // ruleid: csharp-unsafe-deserializer
        return new BinaryFormatter().Deserialize(stream);
    }

    public object State(string text)
    {
        // ruleid: csharp-unsafe-deserializer
        var formatter = new LosFormatter();
        return formatter.Deserialize(text);
    }

    public void Typed(JsonSerializerSettings settings)
    {
        // ruleid: csharp-unsafe-deserializer
        settings.TypeNameHandling = TypeNameHandling.All;
    }

    public Order Plain(string text)
    {
        // ok: csharp-unsafe-deserializer
        return JsonSerializer.Deserialize<Order>(text);
    }

    public void Untyped(JsonSerializerSettings settings)
    {
        // ok: csharp-unsafe-deserializer
        settings.TypeNameHandling = TypeNameHandling.None;
    }

    public Order Newtonsoft(string text)
    {
        // ok: csharp-unsafe-deserializer
        return JsonConvert.DeserializeObject<Order>(text);
    }
}
