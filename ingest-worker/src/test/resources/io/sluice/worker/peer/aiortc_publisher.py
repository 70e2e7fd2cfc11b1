"""Publishes a synthetic picture and sound by aiortc.

Usage: aiortc_publisher.py CODEC. Prints the offer as one line of base64, reads the answer the same
way, and publishes until its standard input ends.
"""

import asyncio
import base64
import sys

import av
import numpy
from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, VideoStreamTrack


class MovingPicture(VideoStreamTrack):
    """A bright bar that walks over a dark picture, 320x240."""

    async def recv(self):
        pts, time_base = await self.next_timestamp()
        picture = numpy.full((240, 320, 3), 32, numpy.uint8)
        at = (pts // 3000 * 4) % 300
        picture[:, at : at + 20] = 220
        frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
        frame.pts, frame.time_base = pts, time_base
        return frame


async def line():
    return await asyncio.get_event_loop().run_in_executor(None, sys.stdin.readline)


async def publish(codec):
    # Without servers nothing leaves this machine: by default aiortc asks a public one.
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    peer.addTrack(AudioStreamTrack())
    peer.addTrack(MovingPicture())
    capabilities = RTCRtpSender.getCapabilities("video").codecs
    wanted = [c for c in capabilities if c.name.upper() in (codec, "RTX")]
    for transceiver in peer.getTransceivers():
        transceiver.direction = "sendonly"
        if transceiver.kind == "video":
            transceiver.setCodecPreferences(wanted)
    await peer.setLocalDescription(await peer.createOffer())
    print(base64.b64encode(peer.localDescription.sdp.encode()).decode(), flush=True)
    answer = base64.b64decode(await line()).decode()
    await peer.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))
    await line()
    await peer.close()


asyncio.run(publish(sys.argv[1]))
