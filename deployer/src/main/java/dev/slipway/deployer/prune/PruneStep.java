package dev.slipway.deployer.prune;

/** One step of a prune: it deletes or records one kind of surplus, and may be taken again after it died anywhere. */
interface PruneStep {
    void take(Surplus surplus);
}
