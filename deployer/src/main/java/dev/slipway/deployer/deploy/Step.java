package dev.slipway.deployer.deploy;

/** One step of a deploy. It can be repeated at any time: what is done already it finds done. */
interface Step {
    /** Takes the step and adds what it has found. */
    Facts take(Facts facts);
}
