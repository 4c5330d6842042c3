from flask import Blueprint

blueprint = Blueprint("money", __name__)
