Rails.application.configure do
  # ruleid: ruby-rails-force-ssl-off
  config.force_ssl = false
end

# ruleid: ruby-rails-force-ssl-off
Rails.application.config.force_ssl = false

# ruleid: ruby-rails-force-ssl-off
Rails.application.config.session_store :cookie_store, key: "_shop", secure: false

Rails.application.configure do
  # ok: ruby-rails-force-ssl-off
  config.force_ssl = true
  # ok: ruby-rails-force-ssl-off
  config.log_level = :info
end

# ok: ruby-rails-force-ssl-off
Rails.application.config.session_store :cookie_store, key: "_shop", secure: true
