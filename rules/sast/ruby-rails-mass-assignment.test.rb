class UsersController < ApplicationController
  def create
    # ruleid: ruby-rails-mass-assignment
    User.create!(params.require(:user).permit!)
  end

  def update
    # ruleid: ruby-rails-mass-assignment
    @user.update(params[:user].permit!)
  end

  def import
    # ruleid: ruby-rails-mass-assignment
    @user.update(params.to_unsafe_h)
  end

  def named
    # ok: ruby-rails-mass-assignment
    User.create!(params.require(:user).permit(:name, :email))
  end

  def list
    # ok: ruby-rails-mass-assignment
    @users = User.where(params.permit(:city))
  end

  def nested
    # ok: ruby-rails-mass-assignment
    params.require(:user).permit(tags: [])
  end
end
