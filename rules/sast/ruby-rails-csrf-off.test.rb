class TransfersController < ApplicationController
  # ruleid: ruby-rails-csrf-off
  skip_before_action :verify_authenticity_token

  def create
    Transfer.create!(params.require(:transfer).permit(:amount))
  end
end

class OrdersController < ApplicationController
  # ruleid: ruby-rails-csrf-off
  skip_forgery_protection
end

Shop::Application.configure do
  # ruleid: ruby-rails-csrf-off
  config.action_controller.allow_forgery_protection = false
end

class BaseController < ActionController::Base
  # ok: ruby-rails-csrf-off
  protect_from_forgery with: :exception
  # ok: ruby-rails-csrf-off
  skip_before_action :require_login
end

Shop::Application.configure do
  # ok: ruby-rails-csrf-off
  config.action_controller.allow_forgery_protection = true
end
