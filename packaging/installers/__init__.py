"""Making installers: what goes in, the environment it is frozen in, the packages of the systems."""
