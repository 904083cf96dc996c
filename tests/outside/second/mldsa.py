"""ML-DSA-44: whether a signature is that key's over a message [FIPS 204 §6.3]. Verification needs no secret, so nothing here runs in
constant time."""

import functools
import hashlib

Q, K, L, TAU, GAMMA1, GAMMA2, BETA, OMEGA = 8380417, 4, 4, 39, 1 << 17, (8380417 - 1) // 88, 78, 80


def _zetas():
    powers = []
    for i in range(256):
        reversed_bits = int(f"{i:08b}"[::-1], 2)
        powers.append(pow(1753, reversed_bits, Q))
    return powers


ZETAS = _zetas()


def _ntt(w):
    w, k, length = list(w), 0, 128
    while length:
        for start in range(0, 256, 2 * length):
            k += 1
            zeta = ZETAS[k]
            for j in range(start, start + length):
                t = zeta * w[j + length] % Q
                w[j + length] = w[j] - t
                w[j] = w[j] + t
        length >>= 1
    return [x % Q for x in w]


def _inverse_ntt(w):
    w, k, length = list(w), 256, 1
    while length < 256:
        for start in range(0, 256, 2 * length):
            k -= 1
            zeta = -ZETAS[k]
            for j in range(start, start + length):
                t = w[j]
                w[j] = t + w[j + length]
                w[j + length] = zeta * (t - w[j + length]) % Q
        length <<= 1
    return [x * 8347681 % Q for x in w]


@functools.lru_cache(maxsize=64)
def _matrix(rho):
    """ExpandA [FIPS 204 algorithm 32], with algorithm 30 for each polynomial."""
    return [[_uniform(rho + bytes([s, r])) for s in range(L)] for r in range(K)]


def _uniform(seed):
    octets, found = hashlib.shake_128(seed).digest(168 * 7), []
    for i in range(0, len(octets) - 2, 3):
        value = octets[i] | octets[i + 1] << 8 | (octets[i + 2] & 0x7F) << 16
        if value < Q:
            found.append(value)
            if len(found) == 256:
                return found
    raise ValueError("the seed gives too few coefficients")  # once in far more than 2^100 keys


def _ball(seed):
    """SampleInBall [FIPS 204 algorithm 29]."""
    octets = hashlib.shake_256(seed).digest(1024)
    signs, at, c = int.from_bytes(octets[:8], "little"), 8, [0] * 256
    for i in range(256 - TAU, 256):
        while octets[at] > i:
            at += 1
        j = octets[at]
        at += 1
        c[i] = c[j]
        c[j] = -1 if signs & 1 else 1
        signs >>= 1
    return c


def _bits(octets, width):
    whole, mask = int.from_bytes(octets, "little"), (1 << width) - 1
    return [whole >> (width * i) & mask for i in range(256)]


@functools.lru_cache(maxsize=64)
def _public(key):
    t1 = [_ntt([x << 13 for x in _bits(key[32 + 320 * i:352 + 320 * i], 10)]) for i in range(K)]
    return _matrix(key[:32]), t1, hashlib.shake_256(key).digest(64)


def _hints(octets):
    """HintBitUnpack [FIPS 204 algorithm 21]: the one spelling of each hint, or None."""
    hints, index = [set() for _ in range(K)], 0
    for i in range(K):
        end = octets[OMEGA + i]
        if end < index or end > OMEGA:
            return None
        if any(octets[j] >= octets[j + 1] for j in range(index, end - 1)):
            return None
        hints[i] = set(octets[index:end])
        index = end
    return None if any(octets[index:OMEGA]) else hints


def _use_hint(hinted, r):
    low = r % (2 * GAMMA2)
    if low > GAMMA2:
        low -= 2 * GAMMA2
    high, low = (0, low - 1) if r - low == Q - 1 else ((r - low) // (2 * GAMMA2), low)
    return (high + (1 if low > 0 else -1)) % 44 if hinted else high


def verifies(key, message, signature):
    """Whether `signature` is by `key` over `message`, with an empty context string."""
    if len(key) != 1312 or len(signature) != 2420:
        return False
    matrix, t1, tr = _public(key)
    c_hash = signature[:32]
    z = [[GAMMA1 - x for x in _bits(signature[32 + 576 * i:608 + 576 * i], 18)] for i in range(L)]
    hints = _hints(signature[32 + 576 * L:])
    if hints is None or any(abs(x) >= GAMMA1 - BETA for poly in z for x in poly):
        return False
    mu = hashlib.shake_256(tr + b"\0\0" + message).digest(64)
    c, z = _ntt(_ball(c_hash)), [_ntt(poly) for poly in z]
    packed = b""
    for i in range(K):
        row = matrix[i]
        w = [(a0 * z0 + a1 * z1 + a2 * z2 + a3 * z3 - cx * tx) % Q for a0, z0, a1, z1, a2, z2, a3, z3, cx, tx
             in zip(row[0], z[0], row[1], z[1], row[2], z[2], row[3], z[3], c, t1[i])]
        w1 = [_use_hint(j in hints[i], r) for j, r in enumerate(_inverse_ntt(w))]
        packed += sum(x << (6 * j) for j, x in enumerate(w1)).to_bytes(192, "little")
    return hashlib.shake_256(mu + packed).digest(32) == c_hash
