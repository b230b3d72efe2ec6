"""How the web server writes its own faults: the same way as everything else."""

from gunicorn.glogging import Logger

from bigtent.project.logs import Discreet


class ServerLog(Logger):
    """The words of a fault that reaches the server itself stay out of its log, too."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Discreet())
