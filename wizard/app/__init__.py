"""The only wiring: `Session` joins rules, engine and transports; both faces stand on it and on nothing below."""
