require "net/http"

def fetch(uri)
  http = Net::HTTP.new(uri.host, uri.port)
  http.use_ssl = true
  # ruleid: ruby-tls-verify-off
  http.verify_mode = OpenSSL::SSL::VERIFY_NONE
  http.get(uri.path)
end

def client
  # ruleid: ruby-tls-verify-off
  Faraday.new("https://api.example.org", ssl: { verify: false })
end

def orders
  # ruleid: ruby-tls-verify-off
  HTTParty.get("https://api.example.org/orders", verify: false)
end

def verified(uri)
  http = Net::HTTP.new(uri.host, uri.port)
  # ok: ruby-tls-verify-off
  http.verify_mode = OpenSSL::SSL::VERIFY_PEER
  http
end

def authority
  # ok: ruby-tls-verify-off
  Faraday.new("https://api.example.org", ssl: { ca_file: "/etc/ssl/private-ca.pem" })
end

def plain
  # ok: ruby-tls-verify-off
  HTTParty.get("https://api.example.org/orders", timeout: 5)
end
