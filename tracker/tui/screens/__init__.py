"""What fills the terminal: Today, a sitting, and the small windows over them."""
