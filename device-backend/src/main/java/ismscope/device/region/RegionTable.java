package ismscope.device.region;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All regions of a host, by token. Thread: the host's owner thread.
public final class RegionTable {
    private final Map<Long, Region> byToken = new LinkedHashMap<>();
    private final TokenSource tokens;
    private final int grantsPerRegion;
    private long bytes;

    /// @param grantsPerRegion entries for single devices that a region may have
    public RegionTable(TokenSource tokens, int grantsPerRegion) {
        this.tokens = tokens;
        this.grantsPerRegion = grantsPerRegion;
    }

    /// Makes a region of zeros, with a token that no other had; nobody is attached yet.
    ///
    /// @param size a whole number of chunks
    /// @param creator devid that gets all rights
    public Region create(long size, long creator) {
        long token = newToken();
        return keep(new Region(token, size, creator, new GrantTable(creator, grantsPerRegion)));
    }

    /// Makes a region of zeros that is a part of a pool; nobody is attached yet.
    ///
    /// @param place free in the pool
    /// @param creator devid that gets all rights
    public Region create(MemoryPool pool, Placement place, long creator) {
        long token = newToken();
        GrantTable grants = new GrantTable(creator, grantsPerRegion);
        return keep(new Region(token, creator, grants, pool, place));
    }

    private long newToken() {
        long token = tokens.next();
        if (token == 0 || byToken.containsKey(token)) {
            throw new IllegalStateException("token source repeats itself");
        }
        return token;
    }

    private Region keep(Region region) {
        byToken.put(region.token(), region);
        bytes += region.size();
        return region;
    }

    /// Forgets a region that nobody is attached to, and gives its memory back.
    public void free(Region region) {
        if (!region.attachments().isEmpty()) {
            throw new IllegalStateException("region is still attached");
        }
        byToken.remove(region.token());
        bytes -= region.size();
        region.memory().free();
    }

    /// {@return the region with this token, null if there is none}
    public @Nullable Region find(long token) {
        return byToken.get(token);
    }

    /// {@return all regions, oldest first; a view}
    public Collection<Region> all() {
        return Collections.unmodifiableCollection(byToken.values());
    }

    /// {@return bytes of all regions together}
    public long bytes() {
        return bytes;
    }
}
