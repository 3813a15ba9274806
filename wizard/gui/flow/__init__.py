"""The wizard as a pure state machine: state, intents, jobs, answers. No Qt."""
