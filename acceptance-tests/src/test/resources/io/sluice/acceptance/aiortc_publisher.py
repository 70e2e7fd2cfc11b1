"""Publishes a test picture and silence by WHIP with aiortc: aiortc_publisher.py URL SECONDS CODEC"""

import asyncio
import sys
import urllib.parse
import urllib.request

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, VideoStreamTrack
from aiortc.rtcrtpsender import RTCRtpSender


def call(method, url, body=None):
    request = urllib.request.Request(url, method=method, data=body)
    if body is not None:
        request.add_header("Content-Type", "application/sdp")
    return urllib.request.urlopen(request, timeout=10)


async def main(url, seconds, codec):
    # No ICE server: nothing is to leave this machine.
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    connected = asyncio.Event()

    @peer.on("connectionstatechange")
    def changed():
        print(peer.connectionState, flush=True)
        if peer.connectionState == "connected":
            connected.set()

    peer.addTrack(AudioStreamTrack())
    video = peer.addTransceiver(VideoStreamTrack(), direction="sendonly")
    codecs = RTCRtpSender.getCapabilities("video").codecs
    video.setCodecPreferences([c for c in codecs if c.mimeType == f"video/{codec}"])
    await peer.setLocalDescription(await peer.createOffer())

    answer = call("POST", url, peer.localDescription.sdp.encode())
    session = urllib.parse.urljoin(url, answer.headers["Location"])
    description = RTCSessionDescription(answer.read().decode(), "answer")
    await peer.setRemoteDescription(description)
    await asyncio.wait_for(connected.wait(), 20)
    await asyncio.sleep(seconds)
    print("deleted", call("DELETE", session).status, flush=True)
    await peer.close()


asyncio.run(main(sys.argv[1], float(sys.argv[2]), sys.argv[3]))
