package dev.slipway.local.stack.template;

/** What {@code Ref} and {@code Fn::GetAtt} give for a resource; asked only for resources that the template has. */
public interface References {
    Object ref(String logicalId);

    /** @throws dev.slipway.local.http.AwsError {@code ValidationError} when the resource has no such attribute */
    Object attribute(String logicalId, String name);
}
