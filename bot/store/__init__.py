"""Both databases behind the `Store` port: tables, migrations, and the sealing of what is personal."""
