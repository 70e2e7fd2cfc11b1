"""Publishes a film by WHIP with aiortc until SIGTERM: aiortc_publisher.py URL CODEC FILM"""

import asyncio
import signal
import sys
import urllib.parse
import urllib.request

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaPlayer
from aiortc.rtcrtpsender import RTCRtpSender


def call(method, url, body=None):
    request = urllib.request.Request(url, method=method, data=body)
    if body is not None:
        request.add_header("Content-Type", "application/sdp")
    return urllib.request.urlopen(request, timeout=10)


async def main(url, codec, film):
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    # No ICE server: nothing is to leave this machine.
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))

    @peer.on("connectionstatechange")
    def changed():
        print(peer.connectionState, flush=True)

    player = MediaPlayer(film)
    peer.addTrack(player.audio)
    video = peer.addTransceiver(player.video, direction="sendonly")
    codecs = RTCRtpSender.getCapabilities("video").codecs
    video.setCodecPreferences([c for c in codecs if c.mimeType == f"video/{codec}"])
    await peer.setLocalDescription(await peer.createOffer())

    answer = call("POST", url, peer.localDescription.sdp.encode())
    session = urllib.parse.urljoin(url, answer.headers["Location"])
    description = RTCSessionDescription(answer.read().decode(), "answer")
    await peer.setRemoteDescription(description)
    await told.wait()
    print("deleted", call("DELETE", session).status, flush=True)
    await peer.close()


asyncio.run(main(*sys.argv[1:]))
