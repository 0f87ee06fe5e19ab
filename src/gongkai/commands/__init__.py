"""What the command `gongkai` does: one thin function a command."""
