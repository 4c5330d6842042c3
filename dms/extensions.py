"""The extensions, made once and bound to the application by the factory."""

from __future__ import annotations

from flask_babel import Babel
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from dms import scope
from dms.models import Base

db = SQLAlchemy(model_class=Base, engine_options={"pool_pre_ping": True}, session_options={"expire_on_commit": True})
migrate = Migrate()
csrf = CSRFProtect()
babel = Babel()

scope.install(db.session)
