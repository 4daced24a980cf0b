class CartsController < ApplicationController
  def show
    # ruleid: ruby-unsafe-load
    @cart = Marshal.load(Base64.decode64(cookies[:cart]))
  end

  def import
    # ruleid: ruby-unsafe-load
    items = YAML.load(params[:items])
    # ruleid: ruby-unsafe-load
    defaults = YAML.unsafe_load(request.body.read)
    render json: defaults.merge(items)
  end

  def safe
    # ok: ruby-unsafe-load
    items = YAML.safe_load(params[:items], permitted_classes: [Date])
    # ok: ruby-unsafe-load
    cart = JSON.parse(cookies[:cart])
    render json: [items, cart]
  end

  def shipped
    # ok: ruby-unsafe-load
    YAML.unsafe_load(File.read("defaults.yml"))
  end

  def cached
    # ok: ruby-unsafe-load
    Marshal.load(Rails.cache.read("cart"))
  end
end
