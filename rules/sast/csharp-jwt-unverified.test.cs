using Microsoft.IdentityModel.Tokens;

class Tokens
{
    public TokenValidationParameters Unsigned()
    {
        // ruleid: csharp-jwt-unverified
        return new TokenValidationParameters
        {
            ValidateIssuer = true,
            RequireSignedTokens = false,
        };
    }

    public TokenValidationParameters Expired(SecurityKey key)
    {
        // ruleid: csharp-jwt-unverified
        return new TokenValidationParameters { IssuerSigningKey = key, ValidateLifetime = false };
    }

    public void Loosen(TokenValidationParameters parameters)
    {
        // ruleid: csharp-jwt-unverified
        parameters.ValidateIssuerSigningKey = false;
    }

    public TokenValidationParameters Strict(SecurityKey key)
    {
        // ok: csharp-jwt-unverified
        return new TokenValidationParameters { IssuerSigningKey = key, ValidateLifetime = true };
    }

    public TokenValidationParameters Internal(SecurityKey key)
    {
        // ok: csharp-jwt-unverified
        return new TokenValidationParameters { IssuerSigningKey = key, ValidateAudience = false };
    }

    public void Tighten(TokenValidationParameters parameters)
    {
        // ok: csharp-jwt-unverified
        parameters.RequireSignedTokens = true;
    }
}
