"""What ./guide check looks at, one module a matter."""
