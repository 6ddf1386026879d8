package dev.slipway.local.apigateway.rest;

import software.amazon.awssdk.services.apigateway.model.Deployment;

/** A deployment, and the picture of the API that it took. */
record Deployed(Deployment deployment, Snapshot snapshot) {}
