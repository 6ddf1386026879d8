package dev.slipway.deployer.deploy;

/** What an upload sent, and what was there already. */
record Uploaded(int files, long bytes, int present) {}
