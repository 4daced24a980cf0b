using System.Security.Cryptography;

class Vault
{
    public SymmetricAlgorithm Legacy()
    {
        // ruleid: csharp-weak-cipher
        return DES.Create();
    }

    public byte[] Seal(byte[] text)
    {
        // ruleid: csharp-weak-cipher
        using (var cipher = new TripleDESCryptoServiceProvider())
        {
            return cipher.CreateEncryptor().TransformFinalBlock(text, 0, text.Length);
        }
    }

    public Aes Blocks()
    {
        var aes = Aes.Create();
        // ruleid: csharp-weak-cipher
        aes.Mode = CipherMode.ECB;
        return aes;
    }

    public Aes Strong()
    {
        // ok: csharp-weak-cipher
        var aes = Aes.Create();
        // ok: csharp-weak-cipher
        aes.Mode = CipherMode.CBC;
        return aes;
    }

    public AesGcm Authenticated(byte[] key)
    {
        // ok: csharp-weak-cipher
        return new AesGcm(key, 16);
    }
}
