"""The project's tests, fastest first as ./guide test runs them."""
