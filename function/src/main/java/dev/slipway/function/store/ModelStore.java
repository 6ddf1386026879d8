package dev.slipway.function.store;

/** Where releases are fetched from. */
public interface ModelStore {
    /**
     * The files of a release on the local disk, every byte verified against the release's digest.
     *
     * @throws dev.slipway.function.fault.FunctionException LOAD where something is missing, refused, unreachable or
     *     changed; nothing is kept of what was not verified, and the next call begins anew
     */
    StoredModel fetch(ReleaseReference release);
}
